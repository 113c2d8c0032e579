// The name of a browser and its system for the list of devices. Coarse on purpose: enough to recognise one's own.

const browsers: readonly [RegExp, string][] = [
	[/MicroMessenger/i, 'WeChat'],
	[/QQBrowser|MQQBrowser/i, 'QQ Browser'],
	[/HuaweiBrowser/i, 'Huawei Browser'],
	[/MiuiBrowser/i, 'Mi Browser'],
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/SamsungBrowser/, 'Samsung Internet'],
	[/Firefox|FxiOS/, 'Firefox'],
	[/Chrome|CriOS|Chromium/, 'Chrome'],
	[/Safari/, 'Safari']
];
const systems: readonly [RegExp, string][] = [
	[/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Mac OS X|Macintosh/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux']
];

/** Such as "Chrome · Windows"; empty when nothing is recognised. */
export function deviceOf(userAgent: string): string {
	const text = userAgent.slice(0, 500);
	const name = (known: typeof browsers) => known.find(([pattern]) => pattern.test(text))?.[1];
	return [name(browsers), name(systems)].filter(Boolean).join(' · ');
}
