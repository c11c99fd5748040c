// Ports on this machine's loopback.
import net from 'node:net';

const HOST = '127.0.0.1';

/** `preferred`, or the next free one of twenty, or any free one. `taken` are promised to others already. */
export async function freePort(preferred, taken = new Set()) {
  const wanted = Array.from({ length: 20 }, (_, i) => preferred + i);
  for (const port of [...wanted, 0]) {
    if (taken.has(port)) continue;
    const got = await tryPort(port);
    if (got !== undefined && !taken.has(got)) {
      taken.add(got);
      return got;
    }
  }
  throw new Error('no free port on this machine');
}

/** True when something accepts connections on `port`. */
export function answers(port, host = HOST) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const done = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(500, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

async function tryPort(port) {
  // Some systems let us bind the loopback beside a server on every address, or on ::1: ask both first.
  if (port !== 0 && ((await answers(port)) || (await answers(port, '::1')))) return undefined;
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const { port: got } = server.address();
      server.close(() => resolve(got));
    });
  });
}
