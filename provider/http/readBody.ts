/** An answer's body could not be read; the message says why. */
export class BodyError extends Error {}

/** Reads a stream as UTF-8 text of at most `maxBytes`. Rejects with `BodyError` when it is longer, breaks or is aborted. */
export async function readBody(
    stream: NodeJS.ReadableStream | undefined,
    maxBytes: number,
    signal: AbortSignal,
): Promise<string> {
    if (!stream) {
        return "";
    }
    const destroy = () => (stream as { destroy?(): void }).destroy?.();
    // Not every stream that a transport gives listens to the request's signal once its headers have come.
    signal.addEventListener("abort", destroy, { once: true });
    if (signal.aborted) {
        destroy();
    }
    try {
        return new TextDecoder().decode(await collect(stream, maxBytes));
    } catch (error) {
        destroy();
        throw error instanceof BodyError ? error : new BodyError("was cut short");
    } finally {
        signal.removeEventListener("abort", destroy);
    }
}

async function collect(stream: NodeJS.ReadableStream, maxBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
        const buffer = Buffer.from(chunk);
        bytes += buffer.length;
        if (bytes > maxBytes) {
            throw new BodyError(`is longer than ${Math.floor(maxBytes / 1024)} KiB`);
        }
        chunks.push(buffer);
    }
    return Buffer.concat(chunks);
}
