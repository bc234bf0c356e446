/** The files of a simulated host, as far as its accounts may see them. Paths are absolute. */
export interface Files {
  /** Null where there is no such file. */
  read(path: string): string | null;
  /** False where its folder does not exist or may not be written. */
  write(path: string, text: string): boolean;
  /** False where there is something already, or no folder above it. */
  makeFolder(path: string): boolean;
  /** Moves a file or a folder with all in it. */
  move(from: string, to: string): boolean;
  remove(path: string): void;
  isFolder(path: string): boolean;
  exists(path: string): boolean;
  /** Folders somebody took the right to write away from. */
  readonly locked: Set<string>;
}

export function createFiles(folders: readonly string[]): Files {
  const texts = new Map<string, string>();
  const known = new Set(folders);
  const locked = new Set<string>();
  const canWrite = (path: string) => known.has(parentOf(path)) && !locked.has(parentOf(path));
  const exists = (path: string) => texts.has(path) || known.has(path);
  const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
  return {
    locked,
    read: (path) => texts.get(path) ?? null,
    write(path, text) {
      if (!canWrite(path) || known.has(path)) return false;
      texts.set(path, text);
      return true;
    },
    makeFolder(path) {
      if (!canWrite(path) || exists(path)) return false;
      known.add(path);
      return true;
    },
    move(from, to) {
      if (!exists(from) || !canWrite(from) || !canWrite(to)) return false;
      for (const [path, text] of [...texts].filter(([path]) => isBelow(path, from))) {
        texts.delete(path);
        texts.set(to + path.slice(from.length), text);
      }
      for (const path of [...known].filter((folder) => isBelow(folder, from))) {
        known.delete(path);
        known.add(to + path.slice(from.length));
      }
      return true;
    },
    remove(path) {
      if (!canWrite(path)) return;
      for (const one of [...texts.keys()]) if (isBelow(one, path)) texts.delete(one);
      for (const one of [...known]) if (isBelow(one, path)) known.delete(one);
    },
    isFolder: (path) => known.has(path),
    exists,
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
