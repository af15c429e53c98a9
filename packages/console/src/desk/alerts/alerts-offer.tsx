import { useStore } from '@entraide/react';
import { useEffect, useState } from 'react';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { alertsChoice } from './alerts-choice.js';

const canAsk = () => typeof Notification !== 'undefined' && Notification.permission === 'default';

/** Asks once, and only somebody who has already done something here, whether this computer may tell of new requests. */
export function AlertsOffer() {
  const { alerts: texts } = useDeskTexts();
  const { desktop } = useStore(alertsChoice);
  const [hasActed, setActed] = useState(false);
  useEffect(() => {
    const acted = () => setActed(true);
    addEventListener('click', acted, { once: true });
    return () => removeEventListener('click', acted);
  }, []);
  if (desktop !== null || !hasActed || !canAsk()) return null;
  const accept = async () => {
    alertsChoice.choose({ desktop: (await Notification.requestPermission()) === 'granted' });
  };
  return (
    <div className="notice offer" role="status">
      <p>{texts.offer}</p>
      <button type="button" onClick={() => void accept()}>
        {texts.yes}
      </button>
      <button type="button" className="plain" onClick={() => alertsChoice.choose({ desktop: false })}>
        {texts.no}
      </button>
    </div>
  );
}
