import { texts } from '../texts.js';
import { ChatWindow } from './chat-window.js';

/** A shop's page, drawn in outline, with the chat window open in its corner. */
export const ShopPage = () => (
  <div className="shop">
    <div className="shop-bar">
      <strong>{texts.shop}</strong>
      <span>{texts.shopLine}</span>
    </div>
    <div className="shop-product">
      <svg viewBox="0 0 200 110" aria-hidden="true" focusable="false">
        <path
          d="M18 78c2-20 4-40 10-52 3-6 12-7 18-3 5 4 4 12 12 16l44 20c16 6 40 6 62 12 12 4 18 12 18 20H22c-4 0-5-6-4-13z"
          fill="currentColor"
          opacity=".22"
        />
        <path d="M22 91h160v6c0 3-2 5-5 5H27c-3 0-6-2-6-5z" fill="currentColor" opacity=".5" />
        <path
          d="m62 44 12-8M74 50l12-8M87 56l12-8M100 61l11-8"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          opacity=".5"
        />
      </svg>
      <p>
        <strong>{texts.shopProduct}</strong>
        <span>{texts.shopPrice}</span>
      </p>
    </div>
    <ChatWindow />
  </div>
);
