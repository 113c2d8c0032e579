// Strings that run a script where a page takes them for markup, an address, an attribute or a template. Each would call
// `injected`. Made from how such strings are built (OWASP, Cross Site Scripting Prevention and Filter Evasion), not copied.

const calls = [
	'injected()',
	'injected`1`',
	'window.injected()',
	"self['injected']()",
	'top.injected&&injected()'
];

/** What breaks out of where the text stands. */
const exits = ['', '">', "'>", '</title>', '</textarea>', '</script>', '-->', '</p></a>', ']]>', '"/><!--'];

const elements: Array<(call: string) => string> = [
	(call) => `<script>${call}</script>`,
	(call) => `<ScRiPt/x>${call}</sCrIpT >`,
	(call) => `<img src=x onerror=${call}>`,
	(call) => `<svg/onload=${call}>`,
	(call) => `<svg><script>${call}</script></svg>`,
	(call) => `<math><mtext><img src=x onerror="${call}"></mtext></math>`,
	(call) => `<details open ontoggle=${call}>`,
	(call) => `<input autofocus onfocus=${call}>`,
	(call) => `<body onload=${call}>`,
	(call) => `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
	(call) => `<video><source onerror=${call}></video>`,
	(call) => `<style>@import'x';</style><link rel=stylesheet href=x onerror=${call}>`,
	(call) => `<object data="javascript:${call}"></object>`,
	(call) => `<base href="javascript:/"><a href="x:${call}">x</a>`,
	(call) => `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
	(call) => `<template><img src=x onerror=${call}></template>`,
	(call) => `&lt;img src=x onerror=${call}&gt;`
];

const attributes: Array<(call: string) => string> = [
	(call) => `" onmouseover="${call}" autofocus onfocus="${call}`,
	(call) => `' onfocus='${call}' autofocus x='`,
	(call) => ` style="animation:x" onanimationstart=${call} `,
	(call) => `x\` onfocus=${call}//`
];

const addresses: Array<(call: string) => string> = [
	(call) => `javascript:${call}`,
	(call) => `JaVaScRiPt:${call}`,
	(call) => ` \tjava\nscript:${call}`,
	(call) => `javascript://example.com/%0a${call}`,
	(call) => `data:text/html,<script>parent.${call}</script>`,
	(call) => `vbscript:${call}`,
	(call) => `//evil.example/"onclick="${call}`
];

const templates: Array<(call: string) => string> = [
	(call) => `{{constructor.constructor('${call}')()}}`,
	(call) => `\${${call}}`,
	(call) => `{@html '<img src=x onerror=${call}>'}`,
	(call) => `<%= ${call} %>`,
	(call) => `\\u003cscript\\u003e${call}\\u003c/script\\u003e`,
	(call) => `\u2028;${call}//`,
	(call) => `</script><script>${call}//`,
	(call) => `"};${call};//`
];

/** 500 and more, each once. */
export const injections: string[] = [
	...new Set([
		...calls.flatMap((call) =>
			exits.flatMap((exit) => elements.map((element) => exit + element(call))).filter((_, at) => at % 2 === 0)
		),
		...calls.flatMap((call) => [...attributes, ...addresses, ...templates].map((made) => made(call)))
	])
];
