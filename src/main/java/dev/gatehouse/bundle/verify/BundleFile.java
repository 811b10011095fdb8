package dev.gatehouse.bundle.verify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The zip archive, read with limits and only if every program would find the same files in it. */
final class BundleFile implements Closeable {
    /** Far beyond any honest bundle: what unpacks to more is there to fill a disk. */
    private static final long LARGEST = 1L << 30;

    /** What is looked at as a whole, such as a revision or a line of the ledger. */
    private static final int LARGEST_IN_MEMORY = 64 << 20;

    private static final int MOST_FILES = 100_000;

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]*/)?[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final ZipFile zip;
    private final Set<String> names;

    private BundleFile(ZipFile zip, Set<String> names) {
        this.zip = zip;
        this.names = names;
    }

    /** @throws BundleFault UNUSABLE when it is no such archive */
    static BundleFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw BundleFault.unusable("There is no file %s.".formatted(file));
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw BundleFault.unusable("%s is no zip archive, or a damaged one.".formatted(file));
        }
        try {
            return new BundleFile(zip, names(file, zip));
        } catch (IOException | IllegalArgumentException e) {
            closeQuietly(zip);
            throw BundleFault.unusable("%s can't be unpacked: it is damaged.".formatted(file));
        } catch (BundleFault fault) {
            closeQuietly(zip);
            throw fault;
        }
    }

    private static void closeQuietly(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            // it was only read
        }
    }

    /** The directory at the end and what really follows each other in the file must agree. */
    private static Set<String> names(Path file, ZipFile zip) throws IOException {
        List<String> inFile = new ArrayList<>();
        long unpacked = 0;
        try (ZipInputStream members = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            byte[] buffer = new byte[1 << 16];
            for (ZipEntry entry = members.getNextEntry(); entry != null; entry = members.getNextEntry()) {
                inFile.add(entry.getName());
                if (inFile.size() > MOST_FILES) {
                    throw BundleFault.unusable("%s holds more than %d files.".formatted(file, MOST_FILES));
                }
                for (int read = members.read(buffer); read >= 0; read = members.read(buffer)) {
                    unpacked += read;
                    if (unpacked > LARGEST) {
                        throw BundleFault.unusable("%s unpacks to more than 1 GiB.".formatted(file));
                    }
                }
            }
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : inFile) {
            if (!NAME.matcher(name).matches()) {
                throw BundleFault.unusable("%s holds a file with a name that no bundle has.".formatted(file));
            }
            if (!names.add(name)) {
                throw BundleFault.unusable("%s holds two files %s.".formatted(file, name));
            }
        }
        List<String> listed = zip.stream().map(ZipEntry::getName).toList();
        if (!listed.equals(inFile)) {
            throw BundleFault.unusable(
                    "%s is two archives in one: its directory names other files than are in it.".formatted(file));
        }
        return names;
    }

    /** In the order in which they are in the archive. */
    Set<String> names() {
        return names;
    }

    /** @throws BundleFault FILE_MISSING */
    byte[] read(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pieces(name, (piece, length) -> {
            if (bytes.size() + length > LARGEST_IN_MEMORY) {
                throw BundleFault.unusable("%s is larger than 64 MiB.".formatted(name));
            }
            bytes.write(piece, 0, length);
        });
        return bytes.toByteArray();
    }

    /** Lower-case hexadecimal digits. */
    String sha256(String name) {
        MessageDigest digest = digest();
        pieces(name, (piece, length) -> digest.update(piece, 0, length));
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes each line without its end. */
    interface Line {
        void take(byte[] line);
    }

    /** Each line of a file; whatever follows the last end of a line is a line too. */
    void lines(String name, Line each) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        pieces(name, (piece, length) -> {
            int from = 0;
            for (int at = 0; at < length; at++) {
                if (piece[at] == '\n') {
                    line.write(piece, from, at - from);
                    each.take(line.toByteArray());
                    line.reset();
                    from = at + 1;
                }
            }
            if (line.size() + length - from > LARGEST_IN_MEMORY) {
                throw BundleFault.unusable("A line of %s is larger than 64 MiB.".formatted(name));
            }
            line.write(piece, from, length - from);
        });
        if (line.size() > 0) {
            each.take(line.toByteArray());
        }
    }

    private interface Piece {
        void take(byte[] bytes, int length);
    }

    private void pieces(String name, Piece each) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BundleFault(BundleFault.Kind.FILE_MISSING, "%s is missing.".formatted(name));
        }
        try (InputStream content = zip.getInputStream(entry)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                each.take(buffer, read);
            }
        } catch (IOException e) {
            throw BundleFault.unusable("%s can't be unpacked: it is damaged.".formatted(name));
        }
    }

    @Override
    public void close() {
        closeQuietly(zip);
    }
}
