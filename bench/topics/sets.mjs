import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const example = (locale) => (topicOf) => (item) => ({ text: item.text, topic: topicOf(item), locale });
const english = example('en');

/** What is measured. `topic` is null for a question that fits none. */
export const sets = [
  {
    name: 'clinc150',
    file: 'questions-clinc150',
    about: '10 topics of an assistant',
    read: (items) => items.map(english(({ topic }) => topic)),
  },
  {
    name: 'clinc150-fine',
    file: 'questions-clinc150',
    about: 'the 150 topics below them',
    read: (items) => items.map(english(({ topic, sub }) => (topic === null ? null : sub))),
  },
  {
    name: 'banking77',
    file: 'questions-banking77',
    about: '77 near topics of a bank',
    read: (items) => items.map(english(({ sub }) => sub)),
  },
  ...['sofmattress', 'curekart', 'powerplay11'].map((shop) => ({
    name: `hint3-${shop}`,
    file: 'questions-hint3',
    about: shop === 'powerplay11' ? 'a game' : 'a web shop',
    read: (items) => items.filter((item) => item.shop === shop).map(english(({ topic }) => topic)),
  })),
  {
    name: 'sumo-en',
    file: 'questions-sumo',
    about: "questions to a browser's volunteers",
    read: (items) => items.filter(({ locale }) => locale.startsWith('en')).map(english(({ topic }) => topic)),
  },
];

const readItems = (data, file) =>
  gunzipSync(readFileSync(path.join(data, `${file}.jsonl.gz`)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

export const isThere = (data, { file }) => existsSync(path.join(data, `${file}.jsonl.gz`));

/** Sets that have no question outside their topics borrow those of clinc150, which are about everyday life. */
export function readSet(data, set) {
  const examples = set.read(readItems(data, set.file));
  if (examples.some(({ topic }) => topic === null)) return examples;
  const borrowed = sets.find(({ name }) => name === 'clinc150');
  if (!isThere(data, borrowed)) return examples;
  return [...examples, ...borrowed.read(readItems(data, borrowed.file)).filter(({ topic }) => topic === null)];
}
