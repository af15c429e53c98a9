import { expect, it } from 'vitest';
import { defineVolunteerModel, volunteerParameters } from './volunteer-model.js';

it('has a default and a source for every parameter', () => {
  const model = defineVolunteerModel();
  for (const [name, { value, source }] of Object.entries(volunteerParameters)) {
    expect(model).toHaveProperty(name, value);
    expect(source).not.toBe('');
  }
});
it('takes what is given', () => {
  expect(defineVolunteerModel({ declineShare: 0, patienceMs: Number.POSITIVE_INFINITY })).toMatchObject({
    declineShare: 0,
    patienceMs: Number.POSITIVE_INFINITY,
    replyMs: 30_000,
  });
});
it.each([
  [{ declineShare: 1.2 }, 'declineShare must be a number from 0 to 1'],
  [{ noticeMs: -1 }, 'noticeMs must be a number from 0'],
  [{ replySlowdown: Number.NaN }, 'replySlowdown must be a number from 0'],
  [{ patience: 3 } as object, 'patience is no parameter'],
  [{ replyMs: '30' as unknown as number }, 'replyMs must be a number from 0'],
])('names the field that is wrong: %o', (options, message) => {
  expect(() => defineVolunteerModel(options)).toThrow(`unable to use the volunteer model; ${message}`);
});
