import type { SlotBounds } from './coach/slots-max.js';
import { defineRecognition, noRecognition, type Recognition } from './recognition/define-recognition.js';
import type { CommunitySettings } from './settings.js';

/** How a community's settings recognise its coaches; without a word of it, nothing is awarded. */
export function recognitionOf({ recognition }: Pick<CommunitySettings, 'recognition'>): Recognition {
  if (!recognition) return noRecognition;
  return 'pointsOn' in recognition ? recognition : defineRecognition(recognition);
}

/** What bounds the conversations of a community's coaches. */
export const slotBoundsOf = (settings: Pick<CommunitySettings, 'capacityMax' | 'recognition'>): SlotBounds => ({
  capacityMax: settings.capacityMax,
  grades: recognitionOf(settings).options.grades,
});
