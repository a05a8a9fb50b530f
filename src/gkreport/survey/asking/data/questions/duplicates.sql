-- 标题：同一机关同一年度有几份的
-- 怎样看：一行是一个文件，同一机关同一年度的排在一起。“数字”写“相同”的，与这一组的第一份每一格都一样；写“不同”的，要弄清哪一份算数。
--   别的问题里只算其中一份：先取读得最清的，再取最后公布的，再取报告文件（toml）。
--   机关按名称来认，两个市里名称一样的机关（如鼓楼区人民政府）也会排在一起。
-- 参数 year 整数：只看哪一年度，不写就是各年度
WITH several AS (
  SELECT *, count(*) OVER (PARTITION BY owner, year) AS number
  FROM reports
  WHERE status IN ('read', 'doubtful') AND owner IS NOT NULL AND year IS NOT NULL
    AND ($year IS NULL OR year = $year)
  QUALIFY number > 1
),
marks AS (
  SELECT report, count(*) AS cells, bit_xor(hash(table_id, row_id, column_id, value, stated)) AS mark
  FROM cells WHERE report IN (SELECT id FROM several)
  GROUP BY report
),
marked AS (
  SELECT
    several.*, coalesce(cells, 0) AS cells, coalesce(mark, 0) AS mark
  FROM several LEFT JOIN marks ON marks.report = several.id
)
SELECT
  organ AS 机关,
  year AS 年度,
  number AS 份数,
  format AS 格式,
  published AS 公布,
  CASE
    WHEN id = min(id) OVER same THEN NULL
    WHEN mark = arg_min(mark, id) OVER same AND cells = arg_min(cells, id) OVER same THEN '相同'
    ELSE '不同'
  END AS 数字,
  CASE WHEN id IN (SELECT id FROM chosen) THEN '算这一份' END AS 算哪一份,
  path AS 文件
FROM marked
WINDOW same AS (PARTITION BY owner, year)
ORDER BY number DESC, year DESC, owner, id
