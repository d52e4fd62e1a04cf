#!/usr/bin/env bash
# Publishes both packages with provenance, and creates the GitHub release for a tag, with the plugin's tarballs if there are any. After a
# failure, run it again: it continues with what is missing. npm checks the release first (prepublishOnly).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tag=${1:?usage: publish.sh TAG, such as v0.2.0}
version=${tag#v}

for folder in provider emulator; do
    name=$(node -p "require('./$folder/package.json').name")
    if [[ -n $(npm view "$name@$version" version 2>/dev/null) ]]; then
        echo "$name $version is already published."
    else
        npm publish --workspace "$folder" --provenance --access public
    fi
done

if gh release view "$tag" >/dev/null 2>&1; then
    echo "The release $tag already exists."
else
    notes=$(mktemp)
    trap 'rm -f "$notes"' EXIT
    node dist/release/main.js notes >"$notes"
    shopt -s nullglob
    gh release create "$tag" --verify-tag --title "$tag" --notes-file "$notes" dist/plugin/*.tar.gz
fi
