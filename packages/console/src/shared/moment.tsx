import { useClient } from '@entraide/react';
import { useLanguage } from '../texts/language.js';
import { formatMoment } from './format-moment.js';

/** When something was. */
export function Moment({ at }: { at: number }) {
  const { now } = useClient();
  const language = useLanguage();
  return <time dateTime={new Date(at).toISOString()}>{formatMoment(at, now(), language)}</time>;
}
