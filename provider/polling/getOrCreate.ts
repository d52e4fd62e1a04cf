/** The map's value for a key, made and kept when there is none yet. */
export function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
    const found = map.get(key) ?? create();
    map.set(key, found);
    return found;
}
