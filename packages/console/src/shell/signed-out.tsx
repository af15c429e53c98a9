import { Logo } from '../shared/icons.js';
import { useTexts } from '../texts/use-texts.js';

interface SignedOutProps {
  why: 'none' | 'broken' | 'ended';
  /** Asks once more, where asking may help. */
  retry?: (() => void) | undefined;
}

/** Nobody is signed in: why, and what to do about it. */
export function SignedOut({ why, retry }: SignedOutProps) {
  const { signedOut: texts } = useTexts();
  const titles = { none: texts.title, broken: texts.brokenTitle, ended: texts.endedTitle };
  const lines = { none: texts.line, broken: texts.brokenLine, ended: texts.endedLine };
  return (
    <main className="notice-page">
      <Logo />
      <h1>{titles[why]}</h1>
      <p>{lines[why]}</p>
      {why === 'none' && <p className="quiet">{texts.again}</p>}
      {retry && (
        <button type="button" className="primary" onClick={retry}>
          {texts.retry}
        </button>
      )}
    </main>
  );
}
