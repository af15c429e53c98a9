/**
 * Why a connection ended, and what its client does next: `retry` with back-off, `reauthenticate` with a new token, or
 * `stop`. Codes below 4000 are RFC 6455's.
 */
export const closeCodes = {
  normal: { code: 1000, action: 'stop' },
  goingAway: { code: 1001, action: 'retry' },
  malformedFrame: { code: 1002, action: 'stop' },
  notText: { code: 1003, action: 'stop' },
  abnormal: { code: 1006, action: 'retry' },
  invalidText: { code: 1007, action: 'stop' },
  tooManyFragments: { code: 1008, action: 'stop' },
  frameTooLarge: { code: 1009, action: 'stop' },
  internalError: { code: 1011, action: 'retry' },
  draining: { code: 4000, action: 'retry' },
  slowReader: { code: 4001, action: 'retry' },
  flooding: { code: 4002, action: 'retry' },
  silent: { code: 4003, action: 'retry' },
  sessionTimeout: { code: 4004, action: 'retry' },
  unauthenticated: { code: 4401, action: 'reauthenticate' },
  suspended: { code: 4403, action: 'stop' },
  protocolError: { code: 4500, action: 'stop' },
  unknownCommunity: { code: 4501, action: 'stop' },
} as const satisfies Record<string, { code: number; action: 'retry' | 'reauthenticate' | 'stop' }>;

export type CloseAction = 'retry' | 'reauthenticate' | 'stop';

const actions = new Map<number, CloseAction>(Object.values(closeCodes).map(({ code, action }) => [code, action]));

/** What a client does after a close code; codes that nobody named are worth another try below 4500. */
export const closeAction = (code: number): CloseAction => actions.get(code) ?? (code >= 4500 ? 'stop' : 'retry');
