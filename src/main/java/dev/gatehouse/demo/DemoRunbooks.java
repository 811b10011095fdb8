package dev.gatehouse.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The demo's repository of runbooks, made at the first start with a history of seven publications, the last of them just now.
 * Nothing is made where somebody has configured a repository of their own.
 */
@Component
@Profile("demo")
class DemoRunbooks {

    static final String PATH = "runbooks/severity-one-escalation.md";

    /** How long before now each of the publications was made; the last one is new. */
    private static final List<Duration> AGO = List.of(
            Duration.ofDays(243),
            Duration.ofDays(195),
            Duration.ofDays(148),
            Duration.ofDays(101),
            Duration.ofDays(66),
            Duration.ofDays(31),
            Duration.ofMinutes(20));

    private static final Pattern NOTICE = Pattern.compile("Executive notice at (\\d+) minutes");

    private final Path folder;
    private final boolean own;
    private final Clock clock;

    /** @param demo where the demo keeps its repository, {@code uri} the one that is configured */
    DemoRunbooks(
            @Value("${gatehouse.demo.runbooks}") String demo,
            @Value("${gatehouse.runbooks.premium-runbooks.uri}") String uri,
            Clock clock) {
        this.folder = Path.of(demo);
        this.own = demo.equals(uri);
        this.clock = clock;
    }

    /** Whether the demo's repository is the one that is configured. */
    boolean areTheDemos() {
        return own;
    }

    /** The tag that was published last; makes the history when there is none. */
    String newest() {
        try {
            if (!Files.exists(folder.resolve(".git"))) {
                makeHistory();
            }
            try (Git git = Git.open(folder.toFile())) {
                return git.tagList().call().stream()
                        .map(tag -> tag.getName().substring("refs/tags/".length()))
                        .max(DemoRunbooks::byPublication)
                        .orElseThrow();
            }
        } catch (GitAPIException | IOException failed) {
            throw new IllegalStateException("the demo's runbooks could not be read", failed);
        }
    }

    /** By date, then by count: {@code .10} comes after {@code .9}. */
    private static int byPublication(String one, String other) {
        int byLength = Integer.compare(one.length(), other.length());
        boolean sameDate = one.regionMatches(0, other, 0, "published/2026-04-15".length());
        return sameDate && byLength != 0 ? byLength : one.compareTo(other);
    }

    /** Aside, and put in place at once: two nodes may start at the same moment, and one of them comes first. */
    private void makeHistory() throws GitAPIException, IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        Path aside = Files.createTempDirectory(parent, "runbooks");
        Instant now = clock.instant();
        try (Git git =
                Git.init().setInitialBranch("main").setDirectory(aside.toFile()).call()) {
            for (int number = 1; number <= AGO.size(); number++) {
                publish(git, text(number), now.minus(AGO.get(number - 1)));
            }
        }
        try {
            Files.move(aside, folder.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException thereByNow) {
            FileSystemUtils.deleteRecursively(aside);
        }
    }

    /** Publishes a small change more: the demo has shared, or stopped, what there was. */
    String publishNext() {
        try (Git git = Git.open(folder.toFile())) {
            String text = Files.readString(folder.resolve(PATH));
            Matcher notice = NOTICE.matcher(text);
            String next = notice.replaceFirst(
                    found -> "Executive notice at " + (Integer.parseInt(found.group(1)) == 45 ? 40 : 45) + " minutes");
            return publish(git, next, clock.instant());
        } catch (GitAPIException | IOException failed) {
            throw new IllegalStateException("the demo's runbooks could not be published", failed);
        }
    }

    private String publish(Git git, String text, Instant at) throws GitAPIException {
        PersonIdent rosa = new PersonIdent("Rosa Ito", "rosa.ito@example.org", at, ZoneOffset.UTC);
        try {
            Path file = git.getRepository().getWorkTree().toPath().resolve(PATH);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        git.add().addFilepattern(PATH).call();
        git.commit()
                .setAuthor(rosa)
                .setCommitter(rosa)
                .setSign(false)
                .setMessage("Revise the severity-one escalation")
                .call();
        String tag = tag(git, at);
        git.tag()
                .setName(tag)
                .setTagger(rosa)
                .setAnnotated(true)
                .setSigned(false)
                .setMessage("Published by support operations")
                .call();
        return tag;
    }

    /** {@code published/2026-04-15}, with a count where that day has one already. */
    private static String tag(Git git, Instant at) throws GitAPIException {
        String day = "published/" + LocalDate.ofInstant(at, ZoneOffset.UTC);
        long sameDay = git.tagList().call().stream()
                .filter(tag -> tag.getName().startsWith("refs/tags/" + day))
                .count();
        return sameDay == 0 ? day : day + "." + sameDay;
    }

    private static String text(int number) {
        String file = "demo/runbooks/severity-one-escalation-" + number + ".md";
        try (InputStream content = new ClassPathResource(file).getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
