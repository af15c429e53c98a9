import type { ReactNode } from 'react';

interface ScrollTableProps {
  label: string;
  heads: readonly string[];
  children: ReactNode;
}

/** A table that is wider than a phone scrolls by itself, by keyboard too; the page doesn't. */
export const ScrollTable = ({ label, heads, children }: ScrollTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
  <div className="scroll" tabIndex={0}>
    <table aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
