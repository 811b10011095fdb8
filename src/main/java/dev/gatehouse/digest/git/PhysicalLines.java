package dev.gatehouse.digest.git;

/** Lines of a text in whatever encoding, as an editor numbers them. */
final class PhysicalLines {

    private PhysicalLines() {}

    /**
     * How many there are. A line ends with LF, CR LF or CR; zero bytes, of which the wider encodings are full, are passed
     * over.
     */
    static int in(byte[] text) {
        int lines = 0;
        byte before = '\n';
        boolean openLine = false;
        for (byte one : text) {
            if (one == 0) {
                continue;
            }
            if (one == '\r' || (one == '\n' && before != '\r')) {
                lines++;
                openLine = false;
            } else if (one != '\n') {
                openLine = true;
            }
            before = one;
        }
        return openLine ? lines + 1 : lines;
    }
}
