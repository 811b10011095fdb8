package dev.gatehouse.digest.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What Git is told of the machine: nothing. Settings of the account or the machine (another address for a host, no check of
 * certificates) must not change what is read, and no program is run to find them. Nor is the precision of a file system's
 * clock measured, for which a file would be written into the repository: a usual one is assumed. It decides only whether a
 * change is noticed in the midst of a reading, and every reading opens its repository anew.
 */
final class GitSurroundings extends SystemReader.Delegate {

    private static final GitSurroundings SURROUNDINGS = new GitSurroundings(SystemReader.getInstance());

    private GitSurroundings(SystemReader machine) {
        super(machine);
    }

    /** For everything that is read by this process from now on. */
    static void set() {
        SystemReader.setInstance(SURROUNDINGS);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS files) {
        return new NoSettings(parent, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS files) {
        return new NoSettings(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS files) {
        return new NoSettings(parent, files);
    }

    private static final class NoSettings extends FileBasedConfig {
        private static final long PRECISION_MILLIS = 10;

        NoSettings(Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(PRECISION_MILLIS, TimeUnit.MILLISECONDS)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }

        @Override
        public void load() {
            // there is nothing to load
        }

        @Override
        public void save() {
            // nor to keep
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
