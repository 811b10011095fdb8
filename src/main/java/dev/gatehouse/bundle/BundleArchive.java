package dev.gatehouse.bundle;

import dev.gatehouse.packet.Sha256;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip archive whose bytes follow from its members alone, and hashes each on the way. */
final class BundleArchive implements Closeable {
    /** Without a zone, so that it is the same wherever the server stands; the earliest that the format knows. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;

    BundleArchive(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /** A member as the index lists it. */
    record Member(String name, String sha256, long bytes) {}

    /** Something that is written piece by piece. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    Member add(String name, byte[] content) throws IOException {
        return add(name, out -> out.write(content));
    }

    Member add(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
        Counting counting = new Counting(zip);
        DigestOutputStream hashing = new DigestOutputStream(counting, Sha256.digest());
        content.writeTo(hashing);
        zip.closeEntry();
        return new Member(
                name, HexFormat.of().formatHex(hashing.getMessageDigest().digest()), counting.bytes);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Counting extends FilterOutputStream {
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            bytes += length;
        }
    }
}
