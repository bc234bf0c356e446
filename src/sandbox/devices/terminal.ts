import type { CommandLine, Reply } from './command-line.ts';

/** The stream of a shell as the terminal uses it. */
export interface TerminalStream {
  write(data: string): void;
  /** Ends the shell in good order. */
  end(): void;
  /** Destroys the connection. */
  cut(): void;
}

const MORE = ' --More-- ';

type Waiting =
  | { readonly kind: 'prompt' }
  | { readonly kind: 'question'; readonly question: Extract<Reply, { kind: 'question' }> }
  | { readonly kind: 'lines'; readonly taken: string[]; readonly reply: Extract<Reply, { kind: 'lines' }> }
  | { readonly kind: 'more'; readonly rest: readonly string[] }
  | { readonly kind: 'answer'; readonly keys: string[] }
  | { readonly kind: 'over' };

/**
 * The terminal of one shell: echoes what is typed, edits the line, pages long output, and passes whole lines on.
 * States: at the prompt a line is read; a question reads a key or a line; lines are read until Ctrl-D; `--More--` reads a key;
 * an answer that takes its time keeps the keys for afterwards; over reads nothing more.
 * `?` helps at once and TAB is swallowed, which is why a driver must never send either (facts/devices.md 1.3).
 */
export function createTerminal(stream: TerminalStream, cli: CommandLine): { type(data: string): void } {
  let typed = '';
  let waiting: Waiting = { kind: 'prompt' };
  let lastWasReturn = false;
  const more = cli.more ?? MORE;

  const showPrompt = () => {
    waiting = { kind: 'prompt' };
    stream.write(cli.prompt());
  };

  function page(lines: readonly string[]): void {
    const length = cli.pageLength();
    if (length === 0 || lines.length < length) {
      for (const line of lines) stream.write(`${line}\r\n`);
      showPrompt();
      return;
    }
    stream.write(`${lines.slice(0, length - 1).join('\r\n')}\r\n${more}`);
    waiting = { kind: 'more', rest: lines.slice(length - 1) };
  }

  function turnPage(key: string, rest: readonly string[]): void {
    const back = '\b'.repeat(more.length - 1);
    stream.write(`${back}${' '.repeat(more.length - 2)}${back}`);
    if (key === ' ') page(rest);
    else if (key === '\r') {
      stream.write(`${rest[0] ?? ''}\r\n${more}`);
      waiting = { kind: 'more', rest: rest.slice(1) };
    } else showPrompt();
  }

  function show(reply: Reply): void {
    switch (reply.kind) {
      case 'text':
        if (reply.text === '') showPrompt();
        else page(reply.text.split('\n'));
        return;
      case 'question':
        waiting = { kind: 'question', question: reply };
        stream.write(reply.text.replaceAll('\n', '\r\n'));
        return;
      case 'lines':
        waiting = { kind: 'lines', taken: [], reply };
        stream.write(reply.text.replaceAll('\n', '\r\n'));
        return;
      case 'later':
        waitFor(reply.answer);
        return;
      case 'close':
        waiting = { kind: 'over' };
        if (reply.text !== '') stream.write(`${reply.text}\r\n`);
        stream.end();
        return;
      case 'hang':
        waiting = { kind: 'over' };
        return;
      case 'cut':
        waiting = { kind: 'over' };
        stream.cut();
        return;
    }
  }

  function waitFor(answer: Promise<Reply>): void {
    const keys: string[] = [];
    waiting = { kind: 'answer', keys };
    void answer.then((reply) => {
      show(reply);
      keys.forEach(press);
    });
  }

  function takeLine(): string {
    const line = typed;
    typed = '';
    return line;
  }

  function answer(question: Extract<Reply, { kind: 'question' }>, key: string): void {
    if (key === '\x03') {
      typed = '';
      stream.write('\r\n');
      show(question.answer(null));
    } else if (question.input === 'key') {
      stream.write('\r\n');
      show(question.answer(key));
    } else if (key === '\r') {
      stream.write('\r\n');
      show(question.answer(takeLine()));
    } else {
      edit(key, question.input === 'line');
    }
  }

  function takeLines(key: string, taken: string[], reply: Extract<Reply, { kind: 'lines' }>): void {
    if (key === '\x04') {
      stream.write('\r\n');
      show(reply.answer(typed === '' ? taken : [...taken, takeLine()]));
    } else if (key === '\r') {
      stream.write('\r\n');
      taken.push(takeLine());
    } else edit(key, true);
  }

  function edit(key: string, echoed: boolean): void {
    if (key === '\b' || key === '\x7f') {
      if (typed !== '' && echoed) stream.write('\b \b');
      typed = typed.slice(0, -1);
    } else if (key >= ' ') {
      typed += key;
      if (echoed) stream.write(key);
    }
  }

  function atPrompt(key: string): void {
    if (key === '\r') {
      stream.write('\r\n');
      show(cli.submit(takeLine()));
    } else if (key === '\x03' || key === '\x1a') {
      typed = '';
      stream.write(key === '\x03' ? '^C\r\n' : '^Z\r\n');
      cli.interrupt();
      showPrompt();
    } else if (key === '?') {
      stream.write(`?\r\n${cli.help(typed).replaceAll('\n', '\r\n')}\r\n${cli.prompt()}${typed}`);
    } else {
      edit(key, true);
    }
  }

  function press(key: string): void {
    // A client may end lines with CR, LF or both; both together are one return.
    const isSecondHalf = key === '\n' && lastWasReturn;
    lastWasReturn = key === '\r';
    if (isSecondHalf) return;
    const pressed = key === '\n' ? '\r' : key;
    if (waiting.kind === 'prompt') atPrompt(pressed);
    else if (waiting.kind === 'question') answer(waiting.question, pressed);
    else if (waiting.kind === 'lines') takeLines(pressed, waiting.taken, waiting.reply);
    else if (waiting.kind === 'more') turnPage(pressed, waiting.rest);
    else if (waiting.kind === 'answer') waiting.keys.push(pressed);
  }

  stream.write(`${cli.greeting().replaceAll('\n', '\r\n')}\r\n`);
  showPrompt();
  return { type: (data) => Array.from(data).forEach(press) };
}
