// Where the bytes of handed-in files lie: a port, so that another store can take the place of the local disk.

/** Keys are 32 hexadecimal digits; anything else is refused. */
export type FileStore = {
	/** Stores bytes under a new key. They are there whole, or not at all. */
	put: (key: string, bytes: Uint8Array) => Promise<void>;
	/** The bytes; undefined when there are none. */
	get: (key: string) => Promise<Uint8Array | undefined>;
	/** Removes them; nothing happens when there are none. */
	remove: (key: string) => Promise<void>;
	/** Every key with the moment it was stored. */
	list: () => Promise<{ key: string; at: Date }[]>;
};
