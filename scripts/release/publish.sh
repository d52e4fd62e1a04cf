#!/usr/bin/env bash
# Publishes both packages with provenance and makes the GitHub release of a tag, with the tarballs of the plugin where there are
# any. Run again after a failure, it goes on with what is missing. npm checks the release first (prepublishOnly).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tag=${1:?names the tag, such as v0.2.0}
version=${tag#v}

for folder in provider emulator; do
    name=$(node -p "require('./$folder/package.json').name")
    if [[ -n $(npm view "$name@$version" version 2>/dev/null) ]]; then
        echo "$name $version is published already."
    else
        npm publish --workspace "$folder" --provenance --access public
    fi
done

if gh release view "$tag" >/dev/null 2>&1; then
    echo "The release $tag is there already."
else
    notes=$(mktemp)
    trap 'rm -f "$notes"' EXIT
    node dist/release/main.js notes >"$notes"
    shopt -s nullglob
    gh release create "$tag" --verify-tag --title "$tag" --notes-file "$notes" dist/plugin/*.tar.gz
fi
