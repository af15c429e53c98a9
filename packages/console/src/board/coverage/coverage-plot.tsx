import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { HourOfDay } from './by-hour-of-day.js';

const plotHeight = 260;

/** Bars by hour of the day; the table below says the same in words. */
export function CoveragePlot({ day }: { day: readonly HourOfDay[] }) {
  const { coverage: texts } = useBoardTexts();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = getComputedStyle(element);
    const colour = (name: string) => look.getPropertyValue(name).trim();
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    const paths = uPlot.paths.bars?.({ size: [0.7, 40] });
    const bars = (label: string, stroke: string): uPlot.Series => ({
      label,
      stroke,
      fill: stroke,
      width: 0,
      points: { show: false },
      ...(paths && { paths }),
    });
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: plotHeight,
        scales: { x: { time: false, range: [-0.6, 23.6] }, y: { range: (_, __, max) => [0, Math.max(max, 4)] } },
        cursor: { show: false },
        legend: { show: false },
        axes: [
          { ...axis, values: (_, hours) => hours.map((hour) => (Number.isInteger(hour) ? `${hour}` : '')) },
          { ...axis, size: 40 },
        ],
        series: [
          {},
          bars(texts.lost, colour('--bad')),
          bars(texts.open, colour('--line')),
          bars(texts.missed, colour('--star')),
          bars(texts.taken, colour('--brand')),
        ],
      },
      seriesOf(day),
      element,
    );
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: plotHeight }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      plot.destroy();
    };
  }, [day, texts]);
  return (
    <figure className="plot">
      <div ref={place} aria-hidden="true" />
      <figcaption>
        {texts.plot}
        <ul className="legend" aria-hidden="true">
          <li className="legend-taken">{texts.taken}</li>
          <li className="legend-missed">{texts.missed}</li>
          <li className="legend-open">{texts.open}</li>
          <li className="legend-lost">{texts.lost}</li>
        </ul>
      </figcaption>
    </figure>
  );
}

/** One on top of the other: each bar reaches as high as all beneath it, and is drawn before them. */
const seriesOf = (day: readonly HourOfDay[]): uPlot.AlignedData => [
  day.map(({ hour }) => hour),
  day.map(({ asked, lost }) => asked + lost),
  day.map(({ asked }) => asked),
  day.map(({ taken, missed }) => taken + missed),
  day.map(({ taken }) => taken),
];
