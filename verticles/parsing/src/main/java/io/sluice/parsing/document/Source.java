package io.sluice.parsing.document;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to be read and how much it may ask for.
 *
 * @param mediaType where it is certain already; null where the file has to tell
 * @param charset as declared by the sender
 */
public record Source(Path file, @Nullable String mediaType, @Nullable String charset, int maxPages,
    int maxCharacters) {}
