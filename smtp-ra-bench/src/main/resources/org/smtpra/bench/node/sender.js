// nodemailer with its pool, as a process of the benchmark: the lines of ClientService, in JavaScript.
// Argument: the certificate of the authority whose servers are trusted, as PEM.
// What cannot be measured here (allocation, collection of garbage) is left out of the answer.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import nodemailer from 'nodemailer';

const LINE = 'Dear customer, the goods that you have ordered are on their way to you now.\r\n';

const ca = readFileSync(process.argv[2]);

let sender;

const commands = { open, run, close };

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...pairs] = line.trim().split(/ +/);
  try {
    const answer = await commands[command](Object.fromEntries(pairs.map((pair) => pair.split('='))));
    print(Object.entries(answer ?? {}).map(([name, value]) => `${name}=${value}`).join(' '));
  } catch (failure) {
    print(`error=${String(failure).replaceAll(/\s+/g, '_')}`);
  }
}

function print(answer) {
  process.stdout.write(`#answer ${answer}\n`);
}

function open({ port, octets, callers, sessions, recipients, tls }) {
  const transport = nodemailer.createTransport({
    pool: true,
    host: 'localhost',
    port: Number(port),
    name: 'bench.example.com',
    ignoreTLS: tls !== 'true',
    requireTLS: tls === 'true',
    tls: { ca },
    maxConnections: Number(sessions),
    maxMessages: Infinity,
  });
  sender = {
    transport,
    callers: Number(callers),
    to: Array.from({ length: Number(recipients) }, (_, i) => `customer${i}@example.org`),
    text: LINE.repeat(Math.max(1, Math.floor(Number(octets) / LINE.length))),
  };
}

async function run({ millis }) {
  const cpu = process.cpuUsage();
  const begin = process.hrtime.bigint();
  const end = begin + BigInt(millis) * 1_000_000n;
  const calls = (await Promise.all(Array.from({ length: sender.callers }, () => call(end)))).flat();
  const nanos = process.hrtime.bigint() - begin;
  const { user, system } = process.cpuUsage(cpu);
  calls.sort((one, other) => one - other);
  return {
    messages: calls.length,
    nanos,
    cpuNanos: (user + system) * 1000,
    p50Nanos: percentile(calls, 50),
    p99Nanos: percentile(calls, 99),
  };
}

/** One caller: sends one message after the other, and returns how long each took, in nanoseconds. */
async function call(end) {
  const took = [];
  let before = process.hrtime.bigint();
  while (before < end) {
    await sender.transport.sendMail({
      from: 'shop@example.com',
      to: sender.to,
      subject: 'Your order',
      text: sender.text,
    });
    const after = process.hrtime.bigint();
    took.push(Number(after - before));
    before = after;
  }
  return took;
}

function close() {
  sender?.transport.close();
  sender = undefined;
}

function percentile(sorted, percent) {
  return sorted.length === 0 ? 0 : Math.round(sorted[Math.floor(((sorted.length - 1) * percent) / 100)]);
}
