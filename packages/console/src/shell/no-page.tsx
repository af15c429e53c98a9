import { useTexts } from '../texts/use-texts.js';
import { hrefOf } from './use-route.js';

export function NoPage() {
  const { noPage } = useTexts();
  return (
    <div className="notice-page">
      <h1>{noPage.title}</h1>
      <p>{noPage.line}</p>
      <a className="button" href={hrefOf('/')}>
        {noPage.back}
      </a>
    </div>
  );
}
