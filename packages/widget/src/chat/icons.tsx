import type { ComponentChildren } from 'preact';

const Icon = ({ children }: { children: ComponentChildren }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {children}
  </svg>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M12 5.500v.01M12 12v.01M12 18.500v.01" stroke-width="3" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5m-6 6 6-6 6 6" />
  </Icon>
);
export const SmileIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.500" />
    <path d="M8.500 14a4.200 4.200 0 0 0 7 0M9.500 9.500v.01M14.500 9.500v.01" />
  </Icon>
);
export const StarIcon = () => (
  <Icon>
    <path d="m12 4 2.400 5.100 5.600.700-4.100 3.900 1 5.600-4.900-2.700-4.900 2.700 1-5.600L4 9.800l5.600-.700z" />
  </Icon>
);
