import { useWords } from './host-context.js';
import { splitLinks } from './split-links.js';

/** Text as it was written. What can be followed is a link that tells the other site nothing, and says where it leads. */
export function RichText({ text }: { text: string }) {
  const { texts, fill } = useWords();
  return (
    <>
      {splitLinks(text).map((piece) =>
        'href' in piece ? (
          <>
            <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
              {piece.text}
            </a>
            {piece.host !== null && (
              <bdi class="host" dir="ltr">
                {' '}
                ({fill(texts.leadsTo, { host: piece.host })})
              </bdi>
            )}
          </>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
