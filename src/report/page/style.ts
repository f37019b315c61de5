import { colors, PICTURE_STYLE } from './colors';

/** The style of a page. It names no file and no font that is not there. */
export const PAGE_STYLE = `${colors(':root')}
:root{color-scheme:light dark}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main,header,footer{max-width:1180px;margin:0 auto;padding:0 24px}
header{padding-top:36px}
h1{font-size:27px;line-height:1.2;letter-spacing:-.015em;margin:0;overflow-wrap:anywhere;font-weight:680}
h2{font-size:18px;letter-spacing:-.005em;margin:44px 0 12px;font-weight:650}
h3{font-size:15px;margin:26px 0 8px;font-weight:650}
p{margin:0 0 10px;max-width:75ch;overflow-wrap:anywhere}
a{color:var(--link)}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
.eyebrow{font-size:13px;color:var(--muted);margin:0 0 6px}
.head{display:flex;gap:14px;align-items:center;flex-wrap:wrap}
.pill{display:inline-flex;align-items:center;gap:7px;padding:3px 12px 3px 10px;border-radius:99px;border:1.5px solid var(--ink);background:var(--fill);color:var(--ink);font-weight:650;font-size:13px;letter-spacing:.02em;max-width:100%;overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(212px,1fr));gap:14px 28px;margin:22px 0 0}
.facts dt{font-size:12.5px;color:var(--muted)}
.facts dd{margin:1px 0 0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.facts .wide{grid-column:1/-1}
.note,.failure{border-radius:10px;padding:14px 18px;margin:22px 0 0;border:1px solid var(--line);border-left:5px solid var(--ink,var(--muted));background:var(--fill,var(--soft))}
.failure strong{color:var(--ink)}
.failure p:last-child,.note p:last-child{margin-bottom:0}
.failure pre{margin:8px 0 0}
.both{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:20px;align-items:start}
.stack{display:grid;grid-template-columns:minmax(0,1fr);gap:16px;margin-top:16px}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:12px}
.scroll{overflow:auto;padding:12px;border-radius:12px}
.scroll svg{display:block;margin:0 auto}
.graph .scroll{max-height:1000px}
.timeline svg{min-width:640px;width:100%;height:auto}
figcaption{padding:10px 16px;border-top:1px solid var(--line);color:var(--muted);font-size:13px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:0;list-style:none}
.sign{color:var(--ink);font-weight:700;display:inline-block;width:1.1em}
.plan{display:grid;gap:14px}
.card{background:var(--card);border:1px solid var(--line);border-top:3px solid var(--ink);border-radius:10px;padding:12px 16px}
.card h3{margin:0 0 6px;color:var(--ink)}
.card ul{margin:0;padding:0;list-style:none}
.card li{padding:5px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.card li:first-child{border-top:0}
.card b{font-weight:620}
.dim{color:var(--muted)}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:600;font-size:12.5px;color:var(--muted);padding:6px 10px;border-bottom:1px solid var(--line)}
td{padding:5px 10px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.table{background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.events table{table-layout:fixed}
.events th:nth-child(1){width:72px}.events th:nth-child(2){width:104px}.events th:nth-child(3){width:216px}.events th:nth-child(4){width:190px}
.events td:nth-child(1),.events td:nth-child(2){color:var(--muted);font-size:13.5px;white-space:nowrap}
.chunk{content-visibility:auto;contain-intrinsic-size:auto 9000px}
.short{content-visibility:visible}
.js .later{min-height:9000px}.js .short.later{min-height:0}
.attempt-head{display:flex;gap:4px 14px;align-items:baseline;flex-wrap:wrap;margin:28px 0 8px;padding:8px 14px;border-radius:9px;background:var(--soft)}
.attempt-head h3{margin:0}
.attempt-head.redrive{background:var(--reruns-bg);box-shadow:inset 4px 0 var(--reruns)}
.measures td:nth-child(-n+2){white-space:nowrap}
.measures .bad td:nth-child(3){font-weight:400}
tr.bad td:nth-child(3){color:var(--failed);font-weight:620}
tr.good td:nth-child(3){color:var(--kept);font-weight:620}
tr.notice td:nth-child(3){color:var(--reruns);font-weight:620}
tr:target td{background:var(--aborted-bg)}
.i1{padding-left:14px}.i2{padding-left:28px}.i3{padding-left:42px}.i4{padding-left:56px}
.more{font-size:13.5px}
details{font-size:13.5px}
summary{cursor:pointer;border-radius:4px}
summary:focus-visible,a:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
pre{margin:6px 0 4px;padding:10px 12px;background:var(--soft);border-radius:7px;white-space:pre-wrap;overflow-wrap:anywhere;max-height:420px;overflow:auto}
.filters{display:none;position:sticky;top:0;z-index:2;gap:10px 14px;flex-wrap:wrap;align-items:end;padding:12px 0;background:var(--bg);border-bottom:1px solid var(--line)}
.js .filters{display:flex}
.filters label{display:grid;gap:3px;font-size:12.5px;color:var(--muted)}
.filters input,.filters select,.filters button{font:inherit;font-size:14px;color:var(--fg);background:var(--card);border:1px solid var(--untouched);border-radius:7px;padding:6px 9px;max-width:230px}
.filters .grow{flex:1 1 200px}.filters .grow input{max-width:none;width:100%}
.filters output{font-size:13.5px;color:var(--muted);padding:7px 0}
.js .g-node{cursor:pointer}
[hidden]{display:none!important}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
footer{padding-top:36px;padding-bottom:48px;color:var(--muted);font-size:13px}
@media (max-width:820px){
.both{grid-template-columns:minmax(0,1fr)}
main,header,footer{padding-left:16px;padding-right:16px}
header{padding-top:22px}
h1{font-size:22px}
.filters{position:static}
.filters label,.filters input,.filters select{width:100%;max-width:none}
.events thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.events table,.events tbody{display:block}
.events tr{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:0 10px;padding:8px 12px;border-bottom:1px solid var(--line)}
.events td{border:0;padding:0}
.events td:nth-child(2){order:3;text-align:right}
.events td:nth-child(3){order:2;padding:0}
.events td:nth-child(4),.events td:nth-child(5){order:4;grid-column:1/-1}
.events td:nth-child(4):empty,.events td:nth-child(5):empty{display:none}
}
@media print{
body{background:#fff;font-size:11pt}
main,header,footer{max-width:none;padding:0}
.filters,.skip{display:none!important}
.chunk{content-visibility:visible}
.scroll,.graph .scroll,pre{max-height:none;overflow:visible}
.scroll svg{max-width:100%;height:auto}
.both{display:block}.plan{margin-top:14px}
figure,.card,tr{break-inside:avoid}h2,h3,.attempt-head{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto}
a{color:inherit;text-decoration:none}
}
.skip{position:absolute;left:-9999px}.skip:focus{left:16px;top:8px;background:var(--card);padding:6px 12px;z-index:3}
${PICTURE_STYLE}`;
