// Files that people handed in, on their way out: always a download, never a page of this site.

/** By how a kept file's name ends, which says what its content was found to be (files/service.ts). */
const types = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg' } as const;

export function fileDownload({ name, bytes }: { name: string; bytes: Uint8Array }): Response {
	const kind = (['png', 'jpg'] as const).find((ending) => name.endsWith(`.${ending}`)) ?? 'pdf';
	return new Response(Buffer.from(bytes), {
		headers: {
			'content-type': types[kind],
			'content-disposition': `attachment; filename="file.${kind}"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'content-length': String(bytes.length),
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'private, no-store'
		}
	});
}
