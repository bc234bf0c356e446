/** Leaves a loop or a script of the simulated shell; `code` is the exit status. */
export class Leaving extends Error {
  override readonly name = 'Leaving';
  readonly kind: 'break' | 'exit';
  readonly code: number;
  constructor(kind: 'break' | 'exit', code: number) {
    super(kind);
    this.kind = kind;
    this.code = code;
  }
}
