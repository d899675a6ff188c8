/**
 * Addresses from which nothing may be fetched: those of a server on this machine in all manners of writing, of clouds'
 * metadata, and of hosts that only look like those of a vendor.
 * @param host a host of the vendor
 */
export const privateUrls = (port: number, host: string): [string, string][] => [
  ["this machine", `https://127.0.0.1:${port}/`],
  ["this machine without TLS", `http://127.0.0.1:${port}/`],
  ["this machine by its name", `http://localhost:${port}/`],
  ["this machine as one number", `http://2130706433:${port}/`],
  ["this machine in octal", `http://0177.0.0.1:${port}/`],
  ["this machine in hexadecimal", `http://0x7f.1:${port}/`],
  ["this machine in short", `http://127.1:${port}/`],
  ["this machine in full-width digits", `http://１２７.０.０.１:${port}/`],
  ["all of this machine", `http://0.0.0.0:${port}/`],
  ["this machine in IPv6", `http://[::1]:${port}/`],
  ["this machine, IPv4 in IPv6", `http://[::ffff:127.0.0.1]:${port}/`],
  ["a private address", "https://10.0.0.1/x"],
  ["the metadata of a cloud", "http://169.254.169.254/latest/meta-data/"],
  ["the metadata over TLS", "https://169.254.169.254/latest/meta-data/"],
  ["the metadata in IPv6", "http://[fd00:ec2::254]/latest/meta-data/"],
  ["a public number", "https://1.1.1.1/x"],
  ["another host", "https://evil.example/x"],
  ["a host that only sounds like it", `https://evil${host}/x`],
  ["a host that only begins like it", `https://${host}.evil.example/x`],
  ["the name with a dot behind", `https://${host}./x`],
  ["a user before another host", `https://${host}@127.0.0.1:${port}/x`],
  ["a user before the host", `https://user:secret@${host}/x`],
  ["a backslash", `https://127.0.0.1:${port}\\@${host}/x`],
  ["another port of the host", `https://${host}:8443/x`],
  ["the host without TLS", `http://${host}/x`],
  ["another scheme", `ftp://${host}/x`],
  ["a file", "file:///etc/passwd"],
  ["data", "data:image/png;base64,AAAA"],
  ["no address", "https://"],
];
