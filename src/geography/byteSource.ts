/** A stored file as bytes: what a browser's File and a path on disk have in common. */
export interface ByteSource {
  /** File name without folders, for messages and `about`. */
  name: string;
  /** Bytes. */
  size: number;
  /** ISO date of the file, where known. */
  date?: string;
  /** The bytes from `start` (0) up to and without `end` (the size), in blocks of any length. May be called again. */
  stream(start?: number, end?: number): AsyncIterable<Uint8Array>;
  /** The platform's own decompression; otherwise the one of `inflate.ts`. Throws on damaged or cut data. */
  inflate?(chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array>;
  /** SHA-256 as 64 hexadecimal digits; undefined where the file is too large for the platform. */
  sha256?(): Promise<string | undefined>;
}

export type Compression = 'gzip' | 'deflate-raw';

/** Which of the three files. */
export type FileKind = 'postcodes' | 'lsoas' | 'authorities';

export interface ReadControl {
  /** Bytes of the chosen files read so far (as stored), of all; `step` in words. */
  progress?(step: string, done: number, total: number): void;
  /** Once aborted, reading stops at the next block and throws the signal's reason. */
  signal?: AbortSignal;
  /** ISO date of today, for the year of the licence line where the files don't tell. */
  today?: string;
}
