-- 标题：哪些机关收到的申请比同类的多得多
-- 怎样看：同类是同一年度、同一类别、同一层级的机关；通常是它们的中位数。倍数是这一份除以通常（通常不到 1 的按 1 算）。数大不一定错，
--   可能是多写了一位，也可能真的多，请看报告。类别或年度不知道的不比。
-- 参数 year 整数：只看哪一年度，不写就是各年度
-- 参数 times 整数 = 10：至少是通常的几倍
-- 参数 least 整数 = 50：至少多少件
-- 参数 peers 整数 = 10：同类至少有几份才比
WITH received AS (
  SELECT c.id, organ, path, kind, level, year, value
  FROM chosen c JOIN cells ON cells.report = c.id
  WHERE table_id = 'applications' AND row_id = 'received' AND column_id = 'total'
    AND value IS NOT NULL AND kind IS NOT NULL AND year IS NOT NULL
    AND ($year IS NULL OR year = $year)
),
usual AS (
  SELECT
    *,
    median(value) OVER peers AS middle,
    count(*) OVER peers AS peers
  FROM received
  WINDOW peers AS (PARTITION BY kind, level, year)
)
SELECT
  coalesce(organ, path) AS 机关,
  coalesce(kind_name, kind) AS 机关类别,
  coalesce(level_name, level, '没有写明') AS 层级,
  year AS 年度,
  value AS 新收申请,
  round(middle, 1) AS 通常,
  peers AS 同类份数,
  round(value / greatest(middle, 1), 1) AS 倍数
FROM usual LEFT JOIN kinds USING (kind) LEFT JOIN levels USING (level)
WHERE peers >= $peers AND value >= $least AND value >= $times * greatest(middle, 1)
ORDER BY 倍数 DESC, 新收申请 DESC, 机关
