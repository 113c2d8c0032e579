// Signs that bytes are another kind of file as well as the one they say: what opens them chooses.

/** Where the directory of a ZIP file can lie at the end, and where a page of HTML would begin (bytes). */
const zipTail = 66_000;
const htmlHead = 2_048;

/** A page, a program or an archive in the bytes, which are read as Latin-1. */
export function holdsOther(text: string): boolean {
	if (/<(!doctype|html|script|svg|body|iframe)|<\?php|\n#!\//i.test(text.slice(0, htmlHead))) return true;
	// A reader of PDF looks for its beginning in the first kilobyte.
	if (text.indexOf('%PDF-', 1) > 0 && text.indexOf('%PDF-', 1) < 1_024) return true;
	// What tar, a PHP archive, RAR and a disk image are known by where they lie in the file.
	if (text.startsWith('ustar', 257) || text.startsWith('CD001', 0x8001)) return true;
	if (text.includes('__HALT_COMPILER') || text.includes('Rar!\x1a\x07')) return true;
	return text.slice(-zipTail).includes('PK\x05\x06');
}
