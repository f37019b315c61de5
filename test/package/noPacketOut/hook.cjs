// Loaded before all else, in every thread and process: puts down each attempt to leave this machine, and ends it there.
const dns = require('node:dns');
const fs = require('node:fs');

const file = process.env.NO_PACKET_OUT_FILE;
const note = (where) => fs.appendFileSync(file, `${process.env.NO_PACKET_OUT_WAY ?? 'unknown'} -> ${where}\n`);
const isLoopback = (host) => /^(localhost|127\.|::1$|::ffff:127\.)/.test(String(host));

const { lookup } = dns;
dns.lookup = function (host, ...rest) {
  if (isLoopback(host)) return Reflect.apply(lookup, this, [host, ...rest]);
  note(host);
  const refused = Object.assign(new Error(`${host} was looked up`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
  process.nextTick(rest.at(-1), refused);
};

const { TCP } = process.binding('tcp_wrap');
for (const name of ['connect', 'connect6']) {
  const connect = TCP.prototype[name];
  TCP.prototype[name] = function (request, address, ...rest) {
    if (isLoopback(address)) return Reflect.apply(connect, this, [request, address, ...rest]);
    note(address);
    return -111;
  };
}
