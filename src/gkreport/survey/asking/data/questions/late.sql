-- 标题：哪些机关公布得晚，晚几天
-- 怎样看：期限按条例和机关类别：政府部门1月31日，人民政府3月31日，乡镇、街道和授权组织通常比照部门。类别、年度或公布日期不知道的不判断。
--   同一机关同一年度有几份的，看最早公布的一份。
-- 参数 year 整数：只看哪一年度，不写就是各年度
-- 参数 least 整数 = 1：至少晚几天才列出
WITH first AS (
  SELECT * FROM reports
  WHERE days_late IS NOT NULL AND ($year IS NULL OR year = $year)
  QUALIFY row_number() OVER (
    PARTITION BY owner, year, CASE WHEN owner IS NULL THEN id END ORDER BY published, id
  ) = 1
)
SELECT
  coalesce(organ, path) AS 机关,
  coalesce(kind_name, kind) AS 机关类别,
  coalesce(level_name, level) AS 层级,
  year AS 年度,
  due AS 期限,
  published AS 公布,
  days_late AS 晚几天
FROM first LEFT JOIN kinds USING (kind) LEFT JOIN levels USING (level)
WHERE days_late >= $least
ORDER BY days_late DESC, year DESC, 机关
