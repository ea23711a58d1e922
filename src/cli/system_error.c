#include "cli/system_error.h"

#include <errno.h>
#include <stddef.h>

const char *
hecha_system_error (int code)
{
  static const struct
  {
    int code;
    const char *text;
  } texts[] = {
    { ENOENT, "路径不存在" },     { ENOTDIR, "路径里有一段不是文件夹" },
    { EACCES, "没有权限" },       { EPERM, "没有权限" },
    { EROFS, "磁盘是只读的" },    { ENOSPC, "磁盘已满" },
    { EDQUOT, "磁盘配额已满" },   { ENAMETOOLONG, "名称太长" },
    { ELOOP, "链接成环" },        { EEXIST, "已存在" },
    { ENOTEMPTY, "文件夹不是空的" }, { EXDEV, "不在同一个磁盘上" },
    { EIO, "磁盘或网络读写出错" }, { EMFILE, "打开的文件太多" },
    { EISDIR, "是文件夹" },       { EBUSY, "正被占用" },
  };

  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (texts[i].code == code)
      return texts[i].text;
  return "系统拒绝";
}
