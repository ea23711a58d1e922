/* last_words.h - what the program says when it can go on no further: memory
 * has run out or it is at fault itself, both of which end it with exit code 4,
 * or it is interrupted.  The sources and every finished output are as they were. */
#ifndef HECHA_CLI_LAST_WORDS_H
#define HECHA_CLI_LAST_WORDS_H

/* For the program that the user started. */
void hecha_last_words_arm (void);
/* A worker says nothing: its parent does, and names the file. */
void hecha_last_words_arm_worker (void);

/* What would be left behind if the program ended now; it is named then.
 * NULL: nothing any more. */
void hecha_last_words_leave (const char *path);

#endif
