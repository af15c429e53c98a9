// #region suite
import { storageSuite } from '@entraide/core/conformance';
import { describe, it } from 'vitest';
import { countingAdapter } from './counting-adapter.js';

storageSuite({ describe, it }, countingAdapter);
// #endregion suite
