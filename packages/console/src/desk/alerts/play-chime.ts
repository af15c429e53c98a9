/** Hertz, one after the other. */
const notes = { request: [660, 880], message: [880] } as const;
const noteSeconds = 0.14;
const loudness = 0.08;

let context: AudioContext | null = null;

/** Two soft notes for a request, one for a message. Silent where the browser wants a gesture first. */
export function playChime(kind: keyof typeof notes): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state !== 'running') {
    void context.resume();
    return;
  }
  const { currentTime, destination } = context;
  for (const [index, hertz] of notes[kind].entries()) {
    const startAt = currentTime + index * noteSeconds;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, startAt);
    volume.gain.linearRampToValueAtTime(loudness, startAt + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, startAt + noteSeconds * 2);
    tone.connect(volume).connect(destination);
    tone.start(startAt);
    tone.stop(startAt + noteSeconds * 2);
  }
}
