import 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The services that answered when the run began. A suite whose service is missing skips itself or uses a stand-in. */
    services: {
      /** Connection URL. Tests make a schema of their own and drop it. */
      postgres?: string;
      redis?: string;
      nats?: string;
      /** Path of the executable. */
      chromium?: string;
    };
    /** Path of a tar of a fresh PGlite folder, for `loadDataDir`: three times as fast as initdb. Only in the `int` and `e2e` projects. */
    pgliteTemplate: string;
  }
}
