/* Makes the n-th file operation under a folder fail, or the n-th allocation of some size; preloaded into a run.

   `failing_arm` chooses the folder, the fault and n; until then everything passes through. A fault that lasts (a full disk)
   meets every later operation too. With a log, each operation that could have failed is written there, one a line. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { NONE, EIO_ONCE, FULL_DISK, INTERRUPTED, SHORT, NO_MEMORY };
/* What an operation does decides which faults it can meet. */
enum { READS = 1, WRITES = 2, NAMES = 4, WAITS = 8, COUNTS = 16 };

static char folder[4096];
static size_t folder_length;
static enum kind kind;
static long at;
static size_t least;
static int log_handle = -1;
static atomic_long done;
static _Atomic char tracked[65536];

void failing_arm(const char *under, int what, long number, int log, size_t bytes) {
    folder_length = strlen(under);
    memcpy(folder, under, folder_length + 1);
    at = number;
    log_handle = log;
    least = bytes;
    atomic_store(&done, 0);
    kind = (enum kind)what;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int is_under(int place, const char *path) {
    if (!folder_length || !path) return 0;
    if (path[0] == '/' || place == AT_FDCWD) return strncmp(path, folder, folder_length) == 0;
    return place >= 0 && place < 65536 && tracked[place];
}

static int is_tracked(int handle) { return handle >= 0 && handle < 65536 && tracked[handle]; }

static void track(int handle, int mine) {
    if (handle >= 0 && handle < 65536) tracked[handle] = (char)mine;
}

/* Write an operation into the log, by its path or by that of its handle. */
static void told(const char *name, const char *path, int handle) {
    char link[64], found[4096] = "";
    if (!path) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
        ssize_t length = readlink(link, found, sizeof found - 1);
        found[length > 0 ? length : 0] = 0;
    }
    dprintf(log_handle, "%s %s\n", name, path ? path : found);
}

/* Whether this operation is the one; counted are those that can meet the fault. It names its path, or its handle. */
static int fails(int does, const char *name, const char *path, int handle) {
    int can = kind == EIO_ONCE || (kind == FULL_DISK && (does & WRITES)) || (kind == INTERRUPTED && (does & WAITS)) ||
              (kind == SHORT && (does & COUNTS));
    if (!can) return 0;
    long number = atomic_fetch_add(&done, 1) + 1;
    if (log_handle >= 0) told(name, path, handle);
    return kind == FULL_DISK ? at && number >= at : number == at;
}

static int number_of_fault(void) { return kind == FULL_DISK ? ENOSPC : kind == INTERRUPTED ? EINTR : EIO; }

#define REFUSE(failure) do { errno = number_of_fault(); return failure; } while (0)

#define OPEN(name, PARAMETERS, PLACE, ARGUMENTS) \
    int name PARAMETERS { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
        int mine = is_under(PLACE, path); \
        if (mine && fails(READS | WAITS | (flags & O_CREAT ? WRITES : 0), flags & O_CREAT ? "create" : "open", path, -1)) REFUSE(-1); \
        int handle = real ARGUMENTS; \
        track(handle, mine); \
        return handle; \
    }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(openat, (int place, const char *path, int flags, ...), place, (place, path, flags, mode))
OPEN(openat64, (int place, const char *path, int flags, ...), place, (place, path, flags, mode))

int close(int handle) {
    REAL(close);
    int mine = is_tracked(handle);
    track(handle, 0);
    int refused = mine && fails(0, "close", NULL, handle);
    int result = real(handle);
    if (refused) REFUSE(-1);
    return result;
}

/* What moves bytes may move fewer of them: half, at least one. */
#define MOVE(type, name, PARAMETERS, handle, size, DOES, ARGUMENTS) \
    type name PARAMETERS { \
        REAL(name); \
        if (is_tracked(handle) && fails(DOES | WAITS | (size > 1 ? COUNTS : 0), #name, NULL, handle)) { \
            if (kind != SHORT) REFUSE(-1); \
            size = size / 2; \
        } \
        return real ARGUMENTS; \
    }
MOVE(ssize_t, read, (int handle, void *to, size_t size), handle, size, READS, (handle, to, size))
MOVE(ssize_t, pread, (int handle, void *to, size_t size, off_t from), handle, size, READS, (handle, to, size, from))
MOVE(ssize_t, pread64, (int handle, void *to, size_t size, off64_t from), handle, size, READS, (handle, to, size, from))
MOVE(ssize_t, write, (int handle, const void *data, size_t size), handle, size, WRITES, (handle, data, size))
MOVE(ssize_t, pwrite, (int handle, const void *data, size_t size, off_t to), handle, size, WRITES, (handle, data, size, to))
MOVE(ssize_t, pwrite64, (int handle, const void *data, size_t size, off64_t to), handle, size, WRITES, (handle, data, size, to))
MOVE(ssize_t, sendfile, (int to, int from, off_t *start, size_t size), to, size, WRITES, (to, from, start, size))
MOVE(ssize_t, sendfile64, (int to, int from, off64_t *start, size_t size), to, size, WRITES, (to, from, start, size))
MOVE(ssize_t, copy_file_range, (int from, off64_t *start, int to, off64_t *end, size_t size, unsigned flags), to, size, WRITES,
     (from, start, to, end, size, flags))

ssize_t writev(int handle, const struct iovec *parts, int count) {
    REAL(writev);
    if (is_tracked(handle) && fails(WRITES | WAITS | (count > 1 ? COUNTS : 0), "writev", NULL, handle)) {
        if (kind != SHORT) REFUSE(-1);
        count = 1;
    }
    return real(handle, parts, count);
}

#define PLAIN(name, PARAMETERS, MINE, DOES, path, handle, ARGUMENTS) \
    int name PARAMETERS { \
        REAL(name); \
        if ((MINE) && fails(DOES, #name, path, handle)) REFUSE(-1); \
        return real ARGUMENTS; \
    }
PLAIN(fsync, (int handle), is_tracked(handle), WRITES | WAITS, NULL, handle, (handle))
PLAIN(fdatasync, (int handle), is_tracked(handle), WRITES | WAITS, NULL, handle, (handle))
PLAIN(ftruncate, (int handle, off_t size), is_tracked(handle), WRITES | WAITS, NULL, handle, (handle, size))
PLAIN(ftruncate64, (int handle, off64_t size), is_tracked(handle), WRITES | WAITS, NULL, handle, (handle, size))
PLAIN(fallocate, (int handle, int how, off_t from, off_t size), is_tracked(handle), WRITES | WAITS, NULL, handle, (handle, how, from, size))
PLAIN(rename, (const char *from, const char *to), is_under(AT_FDCWD, to), NAMES | WRITES, to, -1, (from, to))
PLAIN(renameat, (int here, const char *from, int there, const char *to), is_under(there, to), NAMES | WRITES, to, -1, (here, from, there, to))
PLAIN(link, (const char *from, const char *to), is_under(AT_FDCWD, to), NAMES | WRITES, to, -1, (from, to))
PLAIN(linkat, (int here, const char *from, int there, const char *to, int how), is_under(there, to), NAMES | WRITES, to, -1,
      (here, from, there, to, how))
PLAIN(unlink, (const char *path), is_under(AT_FDCWD, path), NAMES, path, -1, (path))
PLAIN(unlinkat, (int place, const char *path, int how), is_under(place, path), NAMES, path, -1, (place, path, how))
PLAIN(rmdir, (const char *path), is_under(AT_FDCWD, path), NAMES, path, -1, (path))
PLAIN(mkdir, (const char *path, mode_t mode), is_under(AT_FDCWD, path), NAMES | WRITES, path, -1, (path, mode))
PLAIN(chmod, (const char *path, mode_t mode), is_under(AT_FDCWD, path), NAMES, path, -1, (path, mode))
PLAIN(chown, (const char *path, uid_t user, gid_t group), is_under(AT_FDCWD, path), NAMES, path, -1, (path, user, group))
PLAIN(utimensat, (int place, const char *path, const struct timespec times[2], int how), is_under(place, path), NAMES, path, -1,
      (place, path, times, how))

/* Allocations of `least` bytes and more; one that fails, fails once. */
static int refuses(size_t size) {
    return kind == NO_MEMORY && size >= least && atomic_fetch_add(&done, 1) + 1 == at;
}

long failing_count(void) { return atomic_load(&done); }

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

void *malloc(size_t size) {
    if (refuses(size)) { errno = ENOMEM; return NULL; }
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    if (refuses(number * size)) { errno = ENOMEM; return NULL; }
    return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
    if (refuses(size)) { errno = ENOMEM; return NULL; }
    return __libc_realloc(old, size);
}
