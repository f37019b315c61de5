// For Bun, whose sockets are not Node's: what comes down to a connection, and each name that its HTTP looks up.
const fs = require('node:fs');
const { Socket } = require('node:net');

const file = process.env.NO_PACKET_OUT_FILE;
const note = (where) => fs.appendFileSync(file, `${process.env.NO_PACKET_OUT_WAY ?? 'unknown'} -> ${where}\n`);
const isLoopback = (host) => host === undefined || /^(localhost|127\.|::1$)/.test(String(host));

const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof first === 'object' ? (first?.host ?? first?.hostname) : second;
  if (!isLoopback(host)) note(host);
  return Reflect.apply(connect, this, args);
};

let before = 0;
/** Called after each way, and at the end of what has no ways: a thread, a process. */
globalThis.noPacketOutAfterWay = () => {
  const { totalCount } = globalThis.Bun.dns.getCacheStats();
  if (totalCount > before) note('a name that was looked up');
  before = totalCount;
};
process.on('exit', globalThis.noPacketOutAfterWay);
