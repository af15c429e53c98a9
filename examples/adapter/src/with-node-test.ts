// #region suite
import { describe, it } from 'node:test';
import { storageSuite } from '@entraide/core/conformance';
import { countingAdapter } from './counting-adapter.js';

storageSuite({ describe, it }, countingAdapter);
// #endregion suite
