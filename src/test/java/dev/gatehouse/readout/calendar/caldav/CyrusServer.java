package dev.gatehouse.readout.calendar.caldav;

import dev.gatehouse.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Cyrus server of our own: on loopback, with data that goes when it goes. Debian's cyrus-imapd and cyrus-caldav. */
final class CyrusServer implements AutoCloseable {
    static final String ACCOUNT = "gatehouse";
    static final String PASSWORD = "throwaway";

    private static final Path PROGRAMS = Path.of("/usr/lib/cyrus/bin");

    private final Path home;
    private final int imap;
    private final int http;
    private final Process master;

    private CyrusServer(Path home, int imap, int http, Process master) {
        this.home = home;
        this.imap = imap;
        this.http = http;
        this.master = master;
    }

    static CyrusServer start(List<String> people) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAMS.resolve("httpd")) || !Files.isExecutable(PROGRAMS.resolve("imapd"))) {
            throw new IllegalStateException("There is no Cyrus here: install cyrus-imapd, cyrus-caldav, sasl2-bin and"
                    + " libsasl2-modules, as ./verify does.");
        }
        Path home = Files.createTempDirectory("cyrus");
        int imap = Program.freePort();
        int http = Program.freePort();
        for (String folder :
                List.of("conf/db", "conf/proc", "conf/lock", "conf/socket", "conf/log", "conf/msg", "spool")) {
            Files.createDirectories(home.resolve(folder));
        }
        boolean root = System.getProperty("user.name").equals("root");
        Files.writeString(
                home.resolve("imapd.conf"), configuration(home, root ? "cyrus" : System.getProperty("user.name")));
        Files.writeString(home.resolve("cyrus.conf"), services(home, imap, http));
        account(home, ACCOUNT);
        for (String person : people) {
            account(home, person);
        }
        if (root) {
            Program.run(null, "chown", "-R", "cyrus:mail", home.toString());
        }
        Process master = Program.start(
                home.resolve("master.out").toFile(),
                PROGRAMS.resolve("master").toString(),
                "-C",
                home.resolve("imapd.conf").toString(),
                "-M",
                home.resolve("cyrus.conf").toString(),
                "-p",
                home.resolve("master.pid").toString());
        CyrusServer server = new CyrusServer(home, imap, http, master);
        Program.awaitPort(master, imap);
        Program.awaitPort(master, http);
        server.makeCalendars(people);
        return server;
    }

    private static String configuration(Path home, String user) {
        return """
            configdirectory: HOME/conf
            proc_path: HOME/conf/proc
            mboxname_lockpath: HOME/conf/lock
            defaultpartition: default
            partition-default: HOME/spool
            cyrus_user: USER
            servername: localhost
            admins: gatehouse
            unixhierarchysep: yes
            altnamespace: no
            httpmodules: caldav
            allowplaintext: yes
            sasl_mech_list: PLAIN
            sasl_pwcheck_method: auxprop
            sasl_auxprop_plugin: sasldb
            sasl_sasldb_path: HOME/sasldb2
            lmtpsocket: HOME/conf/socket/lmtp
            idlesocket: HOME/conf/socket/idle
            notifysocket: HOME/conf/socket/notify
            """.replace("HOME", home.toString()).replace("USER", user);
    }

    private static String services(Path home, int imap, int http) {
        return """
            START {
              recover cmd="PROGRAMS/ctl_cyrusdb -r -C HOME/imapd.conf"
            }
            SERVICES {
              imap cmd="imapd -C HOME/imapd.conf" listen="127.0.0.1:%d" prefork=0
              http cmd="httpd -C HOME/imapd.conf" listen="127.0.0.1:%d" prefork=0
            }
            EVENTS {
            }
            """.formatted(imap, http).replace("HOME", home.toString()).replace("PROGRAMS", PROGRAMS.toString());
    }

    private static void account(Path home, String name) throws IOException, InterruptedException {
        Program.run(
                PASSWORD, "saslpasswd2", "-f", home.resolve("sasldb2").toString(), "-u", "localhost", "-c", "-p", name);
    }

    /** Makes the mailboxes, has each owner's calendars made by asking for them, and lets our account into them. */
    private void makeCalendars(List<String> people) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", imap);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            in.readLine();
            command(socket, in, "LOGIN " + ACCOUNT + " " + PASSWORD);
            for (String person : people) {
                command(socket, in, "CREATE user/" + person);
                Wire.send(person, PASSWORD, "PROPFIND", ownUrl(person), "", "Depth", "0");
                command(socket, in, "SETACL \"user/" + person + "/#calendars/Default\" " + ACCOUNT + " lrswitedn9");
            }
        }
    }

    private static void command(Socket socket, BufferedReader in, String command) throws IOException {
        socket.getOutputStream().write(("a " + command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null && !line.startsWith("a ")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith("a OK")) {
            throw new IllegalStateException("Cyrus answers " + line + " to " + command);
        }
    }

    /** As our account sees everybody's calendars. */
    String sharedUrl() {
        return "http://127.0.0.1:" + http + "/dav/calendars/user/" + ACCOUNT + "/{person}.Default/";
    }

    /** As a person sees their own. */
    URI ownUrl(String person) {
        return URI.create("http://127.0.0.1:" + http + "/dav/calendars/user/" + person + "/Default/");
    }

    @Override
    public void close() {
        Program.stop(master);
        try {
            Program.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
