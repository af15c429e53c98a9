import { useStore } from '@entraide/react';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { alertsChoice } from './alerts-choice.js';
import { playChime } from './play-chime.js';

/** Whether this computer makes a sound; hearing it is how one chooses. */
export function SoundChoice() {
  const { alerts: texts } = useDeskTexts();
  const { sound } = useStore(alertsChoice);
  const choose = (next: boolean) => {
    alertsChoice.choose({ sound: next });
    if (next) playChime('request');
  };
  return (
    <label className="choice">
      <input type="checkbox" checked={sound} onChange={({ currentTarget }) => choose(currentTarget.checked)} />
      {texts.sounds}
    </label>
  );
}
