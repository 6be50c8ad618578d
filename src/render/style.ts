/** The style of the page. Colours also differ in lightness, and a word repeats the meaning of each. */
import { html } from './markup.ts';

export const PAGE_STYLE = html`<style>
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#59636e;--paper:#fff;--panel:#f6f8fa;--line:#d1d9e0;--link:#0550ae;
--pass:#116329;--pass-bg:#dafbe1;--fail:#a40e26;--fail-bg:#ffebe9;--unsure:#7d4e00;--unsure-bg:#fff8c5;
--dns:#8c959f;--tcp:#54aeff;--tunnel:#a475f9;--tls:#218bff;--talk:#4ac26b;--own:#d4a72c;--failed:#cf222e}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9198a1;--paper:#0d1117;--panel:#151b23;--line:#3d444d;--link:#79c0ff;
--pass:#7ee787;--pass-bg:#12331c;--fail:#ffa198;--fail-bg:#4a1216;--unsure:#f2cc60;--unsure-bg:#3a2a05;
--dns:#6e7681;--tcp:#388bfd;--tunnel:#a371f7;--tls:#79c0ff;--talk:#3fb950;--own:#bb8009;--failed:#f85149}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin:.25rem 0 .5rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1.1rem;margin:0 0 .25rem}
h4{font-size:.95rem;margin:1.25rem 0 .35rem}
p{margin:.35rem 0}
ul,ol{margin:.35rem 0;padding-left:1.4rem}
li{margin:.15rem 0}
small{font-size:.85rem}
a{color:var(--link)}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85em}
pre{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.75rem;margin:.35rem 0;white-space:pre-wrap}
.product,.quiet,.legend{color:var(--quiet)}
.product{margin:0;font-size:.85rem;letter-spacing:.02em}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin-top:1rem;font-size:.95rem}
.badge{display:inline-block;padding:.05em .45em;border-radius:4px;border:1px solid currentColor;font:600 .72em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;vertical-align:.1em;color:var(--quiet)}
.badge.pass{color:var(--pass);background:var(--pass-bg)}
.badge.fail{color:var(--fail);background:var(--fail-bg)}
.badge.unsure,.badge.advice,.badge.wait{color:var(--unsure);background:var(--unsure-bg)}
header ol li{margin:.5rem 0}
dl{margin:1rem 0}
dl div{margin:.15rem 0}
dl div{display:flex;gap:.75rem;min-width:0}
dt{flex:0 0 6rem;color:var(--quiet)}
dd{margin:0;min-width:0}
details dl{margin:.25rem 0 .75rem;padding-left:.75rem;border-left:2px solid var(--line);font-size:.9rem}
article{border:1px solid var(--line);border-left:4px solid var(--unsure);border-radius:6px;padding:1rem 1.1rem;margin:1rem 0}
article.fail{border-left-color:var(--fail)}
blockquote{margin:.35rem 0;padding-left:.75rem;border-left:3px solid var(--unsure)}
details{margin:.5rem 0}
summary{cursor:pointer;padding:.3rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th{text-align:left;font-weight:600}
.cards{table-layout:fixed}
.cards td,.cards th{padding:.4rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
.cards th:first-child{width:5.5rem}
.cards th:nth-child(2){width:40%}
.cards:has(th:nth-child(6)){table-layout:auto;overflow-wrap:break-word}.cards:has(th:nth-child(6)) th{width:auto;white-space:nowrap}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
.matrix td,.matrix th{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:center;white-space:nowrap}
.matrix th[scope=row],.matrix thead th:first-child{position:sticky;left:0;text-align:left;background:var(--paper);font-weight:400}
.matrix thead span{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:500}
.matrix thead th{vertical-align:bottom}
.matrix td>b:not(.badge){color:var(--fail);background:var(--fail-bg)}
.path,.timeline{list-style:none;padding:0}
.path li{border-left:3px solid var(--line);padding:.1rem 0 .1rem .9rem;margin:0 0 .6rem}
.path p{margin:0}
.route{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .25rem;list-style:none;padding:0;margin:.6rem 0}
.route li{display:flex;align-items:center;gap:.35rem;margin:0}
.route span{border:1px solid var(--line);border-radius:6px;padding:.1rem .5rem;background:var(--panel)}
.route .fail span{border-color:var(--fail)}
.route svg{flex:none;fill:none;stroke:var(--quiet);stroke-width:1.6}
.route circle{fill:var(--paper)}
.route .pass circle,.route .pass circle~path{stroke:var(--pass)}.route .fail circle,.route .fail circle~path{stroke:var(--fail)}
.route .unsure circle,.route .unsure circle~path{stroke:var(--unsure)}.route small{color:var(--quiet);white-space:nowrap}.route .pass small{color:var(--pass)}.route .fail small{color:var(--fail)}.route .unsure small{color:var(--unsure)}
.legend span{white-space:nowrap;margin-right:.75rem}
.timeline li{margin:0;padding:.3rem 0;border-bottom:1px solid var(--line);break-inside:avoid}
.timeline p{display:flex;flex-wrap:wrap;gap:0 .5rem;align-items:baseline;margin:0;font-size:.9rem}
.timeline small{margin-left:auto}
.timeline svg{display:block;margin:.2rem 0;background:var(--panel);border-radius:2px}
.axis{position:sticky;top:0;background:var(--paper);padding-top:.25rem}
.axis svg{display:block;overflow:visible}
.axis text{fill:var(--quiet);font-size:11px}
.axis line{stroke:var(--quiet)}
.dns{fill:var(--dns)}.tcp{fill:var(--tcp)}.tunnel{fill:var(--tunnel)}.tls{fill:var(--tls)}.talk{fill:var(--talk)}.own{fill:var(--own)}.failed{fill:var(--failed)}.silent{fill:var(--unsure-bg);stroke:var(--unsure)}.ended{fill:none;stroke:var(--quiet)}
@media (max-width:40rem){
body{padding:1rem .9rem 3rem}
h1{font-size:1.4rem}
article{padding:.8rem}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards,.cards tbody,.cards tr,.cards td{display:block}
.cards tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
.cards td{border:0;padding:.1rem 0}
.cards:has(th:nth-child(6)) td+td::before{content:attr(data-label)': ';color:var(--quiet)}
.matrix th[scope=row]{min-width:9.5rem;white-space:normal}
.timeline small{margin-left:0}
}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:10.5pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav{display:none}
a{color:inherit;text-decoration:none}
details::details-content{content-visibility:visible;display:block;height:auto}
article{break-inside:auto}
h2,h3,h4,summary{break-after:avoid}
tr,pre,.path li{break-inside:avoid}
.wide{overflow:visible}
.axis{position:static}
}
</style>`;
