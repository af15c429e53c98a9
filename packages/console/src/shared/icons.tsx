// Drawings say nothing that the words beside them don't say: assistive technology passes over them.

export const Logo = () => (
  <svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" fill="#0f766e" />
    <path d="M7 10a3 3 0 0 1 3-3h7a3 3 0 0 1 3 3v4a3 3 0 0 1-3 3h-4l-3.6 3v-3A3 3 0 0 1 7 14z" fill="#fff" />
    <path
      d="M22 13.2a3 3 0 0 1 3 2.9v3.8a3 3 0 0 1-2.4 3V26l-3.5-3H16a3 3 0 0 1-2.8-2h3.7a5 5 0 0 0 5-5z"
      fill="#99f6e4"
    />
  </svg>
);

export const SendIcon = () => (
  <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="M3 10 17 3.5 12.5 17l-3-5.3z" fill="currentColor" />
  </svg>
);

export const HeartIcon = () => (
  <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path
      d="M10 17S2.5 12.6 2.5 7.4A3.9 3.9 0 0 1 10 5.8a3.9 3.9 0 0 1 7.5 1.6C17.5 12.6 10 17 10 17z"
      fill="currentColor"
    />
  </svg>
);

export const CupIcon = () => (
  <svg className="drawing" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    <path d="M14 26h30v13a11 11 0 0 1-11 11h-8a11 11 0 0 1-11-11z" fill="currentColor" opacity=".18" />
    <g fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M14 26h30v13a11 11 0 0 1-11 11h-8a11 11 0 0 1-11-11zM44 30h3a6 6 0 0 1 0 12h-3.5M10 56h38" />
      <path d="M24 19c-2-3 2-4 0-8M33 19c-2-3 2-4 0-8" opacity=".6" />
    </g>
  </svg>
);

export const TalkIcon = () => (
  <svg className="drawing" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    <path
      d="M10 18a6 6 0 0 1 6-6h22a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6H26l-9 8v-8h-1a6 6 0 0 1-6-6z"
      fill="currentColor"
      opacity=".18"
    />
    <g fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M10 18a6 6 0 0 1 6-6h22a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6H26l-9 8v-8h-1a6 6 0 0 1-6-6z" />
      <path d="M50 25a6 6 0 0 1 5 6v9a6 6 0 0 1-6 6h-1v7l-8-7h-8a6 6 0 0 1-5-3" opacity=".6" />
      <path d="M19 21h16M19 27h10" opacity=".6" />
    </g>
  </svg>
);

export const KeyboardIcon = () => (
  <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
      <rect x="1.8" y="5" width="16.4" height="10" rx="2.2" />
      <path d="M5 8h.01M8.3 8h.01M11.7 8h.01M15 8h.01M5 12h.01M15 12h.01M8 12h4" />
    </g>
  </svg>
);

export const PersonIcon = () => (
  <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
      <circle cx="10" cy="6.6" r="3.4" />
      <path d="M3.4 17a6.6 6.6 0 0 1 13.2 0" />
    </g>
  </svg>
);

export const StarIcon = () => (
  <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path
      d="m10 2.2 2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4L2.2 7.9l5.4-.8z"
      fill="currentColor"
      stroke="currentColor"
      strokeLinejoin="round"
    />
  </svg>
);
