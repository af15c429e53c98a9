import { Fragment } from 'react';

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;

/** What a stranger wrote, as it is. Addresses become links that tell the other side nothing of this page. */
export function PlainText({ text }: { text: string }) {
  return (
    <span className="plain-text" dir="auto">
      {text.split(address).map((part, index) => {
        const key = `${index}`;
        if (index % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
        return (
          <a key={key} href={part} target="_blank" rel="noopener noreferrer nofollow ugc">
            {part}
          </a>
        );
      })}
    </span>
  );
}
