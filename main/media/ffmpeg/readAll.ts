/** Reads a child's output without leaving garbage behind. */
import { Socket, type SocketConstructorOpts } from 'node:net'
import type { Readable } from 'node:stream'

/** More than a pipe gives at once. */
const ROOM_BYTES = 256 * 1024

/**
 * Calls `onBytes` with everything that comes; the bytes are valid during the call only. Returns how to stop and go
 * on. Hours of sound come in pieces of 64 KB, each of which Node would put into memory of its own, to be collected
 * later; a socket that is told so reads into the same memory again and again.
 */
export function readAll(
  output: Readable,
  onBytes: (bytes: Uint8Array) => void,
): Pick<Readable, 'pause' | 'resume'> {
  // Pipes of a child are sockets. Which handle they read from is no part of Node's promises: without it they are read
  // as any stream is.
  const owner = output as { _handle?: SocketConstructorOpts['handle'] | null }
  const handle = owner._handle
  if (!handle) {
    output.on('data', (bytes: Buffer) => {
      // As a plain array: a Buffer's `slice` copies nothing, which no consumer expects.
      onBytes(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    })
    return output
  }
  const room = new Uint8Array(ROOM_BYTES)
  const options = {
    handle,
    onread: {
      buffer: room,
      callback: (length: number) => {
        onBytes(room.subarray(0, length))
        return true
      },
    },
  }
  const socket = new Socket(options)
  // The stream has given its handle away; it ends with the socket, and with it the child counts as closed.
  owner._handle = null
  socket.on('error', () => undefined)
  socket.on('close', () => output.destroy())
  socket.resume()
  return socket
}
