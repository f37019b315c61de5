/** Colors of pictures and pages: red-orange, blue and green that color-blind people tell apart, each beside a sign and a word. */
const LIGHT = `
--bg:#faf9f7;--card:#fff;--fg:#1d2025;--muted:#5b616a;--line:#dedbd4;--soft:#f2f0eb;--link:#0a58a6;
--failed:#b03a00;--failed-bg:#fdeee5;--reruns:#0a58a6;--reruns-bg:#e6f0fa;--kept:#0b6b50;--kept-bg:#e3f3ec;
--running:#6a3d9a;--running-bg:#f1eaf8;--aborted:#7a5600;--aborted-bg:#fbf2d9;--untouched:#6b7078;--untouched-bg:#f6f5f2;`;
const DARK = `
--bg:#15171a;--card:#1d2024;--fg:#e9e7e3;--muted:#a9afb8;--line:#363b42;--soft:#25292e;--link:#86bdf5;
--failed:#ff9d70;--failed-bg:#3b2216;--reruns:#86bdf5;--reruns-bg:#15293e;--kept:#63cfa6;--kept-bg:#12302a;
--running:#c6a5ee;--running-bg:#2c2140;--aborted:#e6c067;--aborted-bg:#352b12;--untouched:#9aa1aa;--untouched-bg:#202428;`;

/** The variables, light and dark, on an element. */
export const colors = (element: string): string => `${element}{${LIGHT}}
@media (prefers-color-scheme:dark){${element}{${DARK}}}
@media print{${element}{${LIGHT}}}`;

const MARKED = ['failed', 'reruns', 'kept', 'running', 'aborted', 'untouched']
  .map((mark) => `.m-${mark}{--ink:var(--${mark});--fill:var(--${mark}-bg)}`)
  .join('\n');

export const PICTURE_STYLE = `${MARKED}
svg text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:var(--fg)}
.g-box{fill:var(--fill);stroke:var(--ink);stroke-width:1.25}
.m-failed>.g-box{stroke-width:2.5}
.m-reruns>.g-box{stroke-width:2;stroke-dasharray:7 3}
.m-untouched>.g-box{stroke-dasharray:2 3;stroke:var(--untouched)}
.g-outer>.g-box{fill:var(--card)}
.g-badge{fill:var(--ink)}
.m-untouched>.g-badge{fill:none;stroke:var(--untouched)}
svg .g-sign{fill:var(--card);text-anchor:middle;font-weight:700;font-size:13px}
svg .m-untouched>.g-sign{fill:var(--untouched)}
svg .g-name{font-weight:600}
svg .g-what{font-size:11px;fill:var(--ink)}
.g-way{fill:none;stroke:var(--line);stroke-width:1.5}
.g-catch{stroke-dasharray:4 4}
.g-tip{fill:var(--line)}
.g-way.g-taken{stroke:var(--muted);stroke-width:1.75}
.g-tip.g-taken{fill:var(--muted)}
.g-start{fill:var(--muted)}
.g-end{fill:var(--card);stroke:var(--muted);stroke-width:3}
.t-band{fill:var(--soft);stroke:var(--line)}
.t-redrive .t-band{fill:var(--reruns-bg);stroke:var(--reruns)}
.t-edge{stroke:var(--reruns);stroke-width:4;stroke-linecap:round;fill:none}
svg .t-label{font-weight:650;font-size:14px}
svg .t-date{fill:var(--muted);font-size:12px}
svg .t-end{text-anchor:end;font-size:12px;font-weight:600}
svg .t-name{font-size:12.5px}
.t-axis{stroke:var(--line);fill:none}
.t-bar{fill:var(--ink);stroke:var(--card);stroke-width:.5}
.t-bar.m-aborted{fill:var(--fill);stroke:var(--ink);stroke-width:1.25;stroke-dasharray:3 2}
svg .t-sign{fill:var(--ink);font-weight:700;text-anchor:end}
svg .t-in.m-failed{fill:var(--card)}`;
